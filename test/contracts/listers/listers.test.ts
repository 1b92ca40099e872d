import { contactEngagements } from '../../../lambda/apis/contact-engagements.ts';
import { invitations } from '../../../lambda/apis/invitations.ts';
import { listerContract } from './lister-contract.ts';
import { simulatedLister } from './simulated-lister.ts';
import { wireEngagements, wireInvitations } from './wire-listers.ts';

listerContract('invitations of the stand-in', invitations, wireInvitations);
listerContract('invitations of the simulated list', invitations, async () => simulatedLister('invitations'));
listerContract('contact engagements of the stand-in', contactEngagements, wireEngagements);
listerContract('contact engagements of the simulated list', contactEngagements, async () =>
  simulatedLister('engagements'),
);
