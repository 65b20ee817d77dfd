import type { AnswerId, Handler } from './handler.ts';
import { healthLive } from './routes/health/live.ts';
import { healthReady } from './routes/health/ready.ts';
import { authRegister } from './routes/auth/register.ts';
import { authLogin } from './routes/auth/login.ts';
import { authRefresh } from './routes/auth/refresh.ts';
import { authLogout } from './routes/auth/logout.ts';
import { authMe } from './routes/auth/me.ts';
import { authJwks } from './routes/auth/jwks.ts';
import { authHandoffTarget } from './routes/auth/handoff/target.ts';
import { authHandoff } from './routes/auth/handoff/issue.ts';
import { authHandoffExchange } from './routes/auth/handoff/exchange.ts';
import { authDevice } from './routes/auth/device/request.ts';
import { authDeviceFind } from './routes/auth/device/find.ts';
import { authDeviceDecide } from './routes/auth/device/decide.ts';
import { authDeviceToken } from './routes/auth/device/token.ts';
import { projectsEnsure } from './routes/projects/ensure.ts';
import { projectsList } from './routes/projects/list.ts';
import { jobsCreate } from './routes/jobs/create.ts';
import { jobsList } from './routes/jobs/list.ts';
import { jobsGet } from './routes/jobs/get.ts';
import { jobsStart } from './routes/jobs/start.ts';
import { jobsCancel } from './routes/jobs/cancel.ts';
import { jobsDeepFix } from './routes/jobs/deep-fix.ts';
import { jobsAttempts } from './routes/jobs/attempts.ts';
import { jobsFallback } from './routes/jobs/fallback.ts';
import { jobsRerunTests } from './routes/jobs/rerun-tests.ts';
import { jobsIntervene } from './routes/jobs/intervene.ts';
import { jobsRetry } from './routes/jobs/retry.ts';
import { jobsHeartbeat } from './routes/jobs/heartbeat.ts';
import { jobsForceTerminate } from './routes/jobs/force-terminate.ts';
import { jobsQuarantineTests } from './routes/jobs/quarantine-tests.ts';
import { jobsEvents } from './routes/jobs/events.ts';
import { artifactsList } from './routes/artifacts/list.ts';
import { artifactsContent } from './routes/artifacts/content.ts';
import { artifactsLink } from './routes/artifacts/link.ts';
import { artifactsGet } from './routes/artifacts/get.ts';
import { proposalsGet } from './routes/proposals/get.ts';
import { proposalsSelect } from './routes/proposals/select.ts';
import { specGet } from './routes/spec/get.ts';
import { specRevisions } from './routes/spec/revisions.ts';
import { specConvert } from './routes/spec/convert.ts';
import { analysisReportGet } from './routes/proposals/analysis-report.ts';
import { specEdit } from './routes/spec/edit.ts';
import { specApprove } from './routes/spec/approve.ts';
import { specRevise } from './routes/spec/revise.ts';
import { tasksList } from './routes/tasks/list.ts';
import { tasksLease } from './routes/tasks/lease.ts';
import { tasksHeartbeat } from './routes/tasks/heartbeat.ts';
import { tasksRelease } from './routes/tasks/release.ts';
import { tasksComplete } from './routes/tasks/complete.ts';
import { modelsList } from './routes/models/list.ts';
import { modelsTest } from './routes/models/test.ts';
import { subscriptionMe } from './routes/subscription/me.ts';
import { usageSummary } from './routes/usage/summary.ts';
import { usageJob } from './routes/usage/job.ts';
import { usageReceipts } from './routes/usage/receipts.ts';
import { billingPlan } from './routes/billing/plan.ts';
import { billingUsageReport } from './routes/billing/usage-report.ts';
import { adminConfig } from './routes/admin/config.ts';
import { adminConfigs } from './routes/admin/configs.ts';
import { adminLogin } from './routes/admin/login.ts';
import { adminLogout } from './routes/admin/logout.ts';
import { adminMe } from './routes/admin/me.ts';
import { adminReplaceConfig } from './routes/admin/replace-config.ts';
import { deliveryGet } from './routes/delivery/get.ts';
import { deliveryApply } from './routes/delivery/apply.ts';
import { deliveryRequestChanges } from './routes/delivery/request-changes.ts';
import { deliveryRevert } from './routes/delivery/revert.ts';

/** Who answers which route. A route of the contract without a handler does not compile. */
export const HANDLERS: { readonly [Id in AnswerId]: Handler<Id> } = {
  'health.live': healthLive,
  'health.ready': healthReady,
  'auth.register': authRegister,
  'auth.login': authLogin,
  'auth.refresh': authRefresh,
  'auth.logout': authLogout,
  'auth.me': authMe,
  'auth.jwks': authJwks,
  'auth.handoff_target': authHandoffTarget,
  'auth.handoff': authHandoff,
  'auth.handoff_exchange': authHandoffExchange,
  'auth.device': authDevice,
  'auth.device_find': authDeviceFind,
  'auth.device_decide': authDeviceDecide,
  'auth.device_token': authDeviceToken,
  'projects.ensure': projectsEnsure,
  'projects.list': projectsList,
  'jobs.create': jobsCreate,
  'jobs.list': jobsList,
  'jobs.get': jobsGet,
  'jobs.start': jobsStart,
  'jobs.cancel': jobsCancel,
  'jobs.retry': jobsRetry,
  'jobs.attempts': jobsAttempts,
  'jobs.fallback': jobsFallback,
  'jobs.rerun_tests': jobsRerunTests,
  'jobs.intervene': jobsIntervene,
  'jobs.deep_fix': jobsDeepFix,
  'jobs.heartbeat': jobsHeartbeat,
  'jobs.force_terminate': jobsForceTerminate,
  'jobs.quarantine_tests': jobsQuarantineTests,
  'jobs.events': jobsEvents,
  'artifacts.content': artifactsContent,
  'artifacts.link': artifactsLink,
  'artifacts.list': artifactsList,
  'artifacts.get': artifactsGet,
  'proposals.get': proposalsGet,
  'proposals.select': proposalsSelect,
  'spec.get': specGet,
  'spec.revisions': specRevisions,
  'spec.convert': specConvert,
  'analysis_report.get': analysisReportGet,
  'spec.edit': specEdit,
  'spec.approve': specApprove,
  'spec.revise': specRevise,
  'tasks.list': tasksList,
  'tasks.lease': tasksLease,
  'tasks.heartbeat': tasksHeartbeat,
  'tasks.release': tasksRelease,
  'tasks.complete': tasksComplete,
  'delivery.get': deliveryGet,
  'delivery.apply': deliveryApply,
  'delivery.request_changes': deliveryRequestChanges,
  'delivery.revert': deliveryRevert,
  'models.list': modelsList,
  'models.test': modelsTest,
  'subscription.me': subscriptionMe,
  'usage.summary': usageSummary,
  'usage.job': usageJob,
  'usage.receipts': usageReceipts,
  'billing.plan': billingPlan,
  'billing.usage_report': billingUsageReport,
  'admin.login': adminLogin,
  'admin.logout': adminLogout,
  'admin.me': adminMe,
  'admin.configs': adminConfigs,
  'admin.config': adminConfig,
  'admin.replace_config': adminReplaceConfig,
};
