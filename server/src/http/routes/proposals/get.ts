import { getProposals } from '../../../app/proposals/get-proposals.ts';
import { answer } from '../../handler.ts';

export const proposalsGet = answer('proposals.get', ({ app, actor, params }) => getProposals(app, actor, params));
