import type { User } from '@iama/contracts/auth/auth';
import type { ClientModel } from '@iama/contracts/model/client-model';
import type { ModelAlias, ModelClass, ModelStage } from '@iama/contracts/model/model-class';
import type { SentSlice } from '@iama/contracts/model/receipt';
import type { ModelPrompt } from '../ports/model-port.ts';

/** For whom a model is asked, and who pays. */
export interface ModelCaller {
  readonly user_id: string;
  readonly org_id: string;
  readonly tier: User['tier'];
}

/** The editor's model, and the epoch in which its job asks: a job that has moved on asks nobody. */
export interface ClientAsked {
  readonly model: ClientModel;
  readonly epoch: number;
}

export interface ModelRequest {
  readonly caller: ModelCaller;
  readonly job_id: string | null;
  /** Names the question: whoever asks it again after a crash takes the same. Each try has a row of its own in the ledger. */
  readonly request_key: string;
  readonly stage: ModelStage;
  readonly model_class: ModelClass;
  /** The model of the person's editor answers; nothing is routed. */
  readonly client?: ClientAsked | undefined;
  /** Past the routes, to this one: for tests of the connection, and for jobs that name a model. */
  readonly alias?: ModelAlias | undefined;
  /** Fewer tokens than the class allows. */
  readonly max_output_tokens?: number;
  readonly prompt: ModelPrompt;
  /** What of the person's source is in the prompt. */
  readonly slices: readonly SentSlice[];
  /** Secrets that stand in it as placeholders: how many of each kind. */
  readonly placeholders: Readonly<Record<string, number>>;
  /** Each piece of text as it comes. A try that is repeated starts over. */
  readonly onText?: (text: string) => void;
}
