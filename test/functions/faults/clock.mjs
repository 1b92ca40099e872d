// Preloaded into a function by NODE_OPTIONS: gives it its own clock.
// - CLOCK_SPEED: how many times as fast its time passes. This shortens time-outs and retries
// - CLOCK_JUMP_MS: how far its date is off, CLOCK_JUMPS_AT_REQUEST: from its n-th request on (absent: from its start)
import { subscribe } from 'node:diagnostics_channel';
import { syncBuiltinESMExports } from 'node:module';
import { Socket } from 'node:net';
import timers from 'node:timers/promises';

const { CLOCK_SPEED = '1', CLOCK_JUMP_MS = '0', CLOCK_JUMPS_AT_REQUEST = '0' } = process.env;
const speed = Number(CLOCK_SPEED);

let requests = 0;
let jumpMs = CLOCK_JUMPS_AT_REQUEST === '0' ? Number(CLOCK_JUMP_MS) : 0;
subscribe('http.client.request.start', () => {
  requests += 1;
  if (requests === Number(CLOCK_JUMPS_AT_REQUEST)) jumpMs = Number(CLOCK_JUMP_MS);
});

const passedMs = performance.now.bind(performance);
const startedMs = Date.now() - passedMs();
const nowMs = () => Math.floor(startedMs + passedMs() * speed + jumpMs);
globalThis.Date = new Proxy(Date, {
  construct: (RealDate, values) => new RealDate(...(values.length > 0 ? values : [nowMs()])),
  get: (RealDate, name) => (name === 'now' ? nowMs : Reflect.get(RealDate, name)),
});
// Monotonic, as everywhere: it does not jump.
performance.now = () => passedMs() * speed;

const { setTimeout: setRealTimeout } = globalThis;
globalThis.setTimeout = (callback, ms, ...values) => setRealTimeout(callback, ms / speed, ...values);
const { setTimeout: sleep } = timers;
timers.setTimeout = (ms, ...others) => sleep(ms / speed, ...others);
syncBuiltinESMExports();
const timeout = AbortSignal.timeout.bind(AbortSignal);
AbortSignal.timeout = (ms) => timeout(Math.ceil(ms / speed));
// The older SDK clients use the time-outs of their sockets.
const { setTimeout: setSocketTimeout } = Socket.prototype;
Socket.prototype.setTimeout = function (ms, ...others) {
  return setSocketTimeout.call(this, ms / speed, ...others);
};
