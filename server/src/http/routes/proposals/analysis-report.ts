import { getAnalysisReport } from '../../../app/proposals/get-analysis-report.ts';
import { answer } from '../../handler.ts';

export const analysisReportGet = answer('analysis_report.get', ({ app, actor, params }) =>
  getAnalysisReport(app, actor, params),
);
