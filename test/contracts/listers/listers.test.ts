import { listerContract } from './lister-contract.ts';
import { simulatedLister } from './simulated-lister.ts';
import { wireEngagements, wireInvitations } from './wire-listers.ts';

listerContract('invitations of the stand-in', 'invitations', wireInvitations);
listerContract('invitations of the simulated list', 'invitations', async () => simulatedLister('invitations'));
listerContract('contact engagements of the stand-in', 'engagements', wireEngagements);
listerContract('contact engagements of the simulated list', 'engagements', async () => simulatedLister('engagements'));
