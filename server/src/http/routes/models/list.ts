import { listModels } from '../../../app/models/list-models.ts';
import { answer } from '../../handler.ts';

export const modelsList = answer('models.list', ({ app }) => Promise.resolve(listModels(app)));
