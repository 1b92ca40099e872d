// Loaded before a function, by --import: writes a CPU profile of the whole process to the file in PROFILE when it ends.
// (NODE_OPTIONS does not take --cpu-prof.)
import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';

const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.start');
process.on('exit', () => {
  // Of the inspector of the own process, the answer comes before post() returns.
  session.post('Profiler.stop', (_, { profile }) => writeFileSync(process.env.PROFILE, JSON.stringify(profile)));
});
