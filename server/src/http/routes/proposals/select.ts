import { selectProposal } from '../../../app/proposals/select-proposal.ts';
import { answer } from '../../handler.ts';

export const proposalsSelect = answer('proposals.select', ({ app, actor, params, body }) =>
  selectProposal(app, actor, { ...params, ...body }),
);
