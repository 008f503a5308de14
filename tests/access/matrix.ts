import type { Role } from '#lib/core/permissions.ts'

/** Who may use a page, route or verb. */
export type Access =
  /** Nobody needs to be signed in. */
  | { readonly kind: 'open' }
  /** Guarded by something else than a session or an API token, which has tests of its own. */
  | { readonly kind: 'own-guard' }
  /** A role on any system is enough; the answer holds what its reader may see. */
  | { readonly kind: 'signed-in' }
  /** A signed-in person, no API token: it is about their own account. */
  | { readonly kind: 'person' }
  /** This role, counting everywhere. */
  | { readonly kind: 'portal'; readonly role: Role }
  /** This role on the system addressed; whoever has none there is told that it does not exist. */
  | { readonly kind: 'system'; readonly role: Role }

export interface RouteCase {
  readonly access: Access
  readonly query?: string
  /** What is sent; a name in angle brackets stands for the fixture of that name. */
  readonly body?: Readonly<Record<string, unknown>>
  /** Fixtures that stand for a segment of the address where its name alone says too little. */
  readonly segments?: Readonly<Record<string, string>>
}

const open: Access = { kind: 'open' }
const ownGuard: Access = { kind: 'own-guard' }
const signedIn: Access = { kind: 'signed-in' }
const person: Access = { kind: 'person' }
const portal = (role: Role): Access => ({ kind: 'portal', role })
const system = (role: Role): Access => ({ kind: 'system', role })
const decision = { id: 'decision', n: 'version' }

/** Every page, by its address. */
export const pages: Readonly<Record<string, Access>> = {
  '/sign-in': open,
  '/': signedIn,
  '/activity': signedIn,
  '/backups': signedIn,
  '/catalog': portal('viewer'),
  '/checklists': signedIn,
  '/checklists/[checklist]': system('viewer'),
  '/decisions': signedIn,
  '/decisions/[id]': system('viewer'),
  '/decisions/[id]/edit': system('viewer'),
  '/decisions/[id]/versions': system('viewer'),
  '/decisions/import': signedIn,
  '/decisions/new': signedIn,
  '/deployments': signedIn,
  '/deployments/[deployment]': system('viewer'),
  '/settings': signedIn,
  '/settings/tokens': portal('admin'),
  '/settings/people': portal('admin'),
  '/settings/platforms': portal('admin'),
  '/settings/webhooks': portal('admin'),
  '/spikes/[spike]': system('viewer'),
  '/systems/[system]': system('viewer'),
  '/systems/[system]/[stage]': system('viewer'),
  '/systems/[system]/[stage]/backups': system('viewer'),
  '/systems/[system]/[stage]/deployments': system('viewer'),
  '/systems/[system]/[stage]/health': system('viewer'),
  '/systems/[system]/[stage]/logs': system('viewer'),
  '/systems/[system]/[stage]/configuration': system('viewer'),
}

const spikeRun = { run: 'spikeRun' }

/** Every route handler, by method and address. */
export const routes: Readonly<Record<string, RouteCase>> = {
  'GET /api/[...path]': { access: ownGuard },
  'POST /api/[...path]': { access: ownGuard },
  'PUT /api/[...path]': { access: ownGuard },
  'PATCH /api/[...path]': { access: ownGuard },
  'DELETE /api/[...path]': { access: ownGuard },
  'GET /api/auth/[...nextauth]': { access: ownGuard },
  'POST /api/auth/[...nextauth]': { access: ownGuard },
  'GET /api/health': { access: open },
  'GET /api/ping/[token]': { access: ownGuard },
  'POST /api/ping/[token]': { access: ownGuard },
  'GET /api/ping/[token]/[signal]': { access: ownGuard },
  'POST /api/ping/[token]/[signal]': { access: ownGuard },
  'GET /api/v1/openapi.json': { access: open },
  'POST /api/v1/otlp/v1/logs': { access: ownGuard },
  'POST /api/webhooks/github': { access: ownGuard },

  'GET /api/v1/activity': { access: signedIn },
  'GET /api/v1/activity/export': { access: signedIn },
  'GET /api/v1/board': { access: signedIn },
  'GET /api/v1/events': { access: signedIn },
  'GET /api/v1/deployments': { access: signedIn },
  'GET /api/v1/systems': { access: signedIn },
  'GET /api/v1/catalog/sources': { access: portal('viewer') },
  'GET /api/v1/me': { access: person },
  'DELETE /api/v1/me/sessions/[session]': { access: person },

  'GET /api/v1/tokens': { access: portal('admin') },
  'POST /api/v1/tokens': { access: portal('admin'), body: { name: 'ci', role: 'viewer' } },
  'DELETE /api/v1/tokens/[token]': { access: portal('admin') },
  'GET /api/v1/host-keys': { access: portal('admin') },
  'POST /api/v1/host-keys': {
    access: portal('admin'),
    body: {
      host: 'app.example',
      fingerprint: 'SHA256:uNiVztksCsDhcc0u9e8BrWAfuaPMMXrTYL0r7fEfdKo',
    },
  },
  'DELETE /api/v1/host-keys': { access: portal('admin'), body: { host: 'app.example' } },
  'GET /api/v1/hosts': { access: portal('admin') },
  'POST /api/v1/hosts/key': { access: portal('admin'), body: { host: 'app.example' } },
  'GET /api/v1/users': { access: portal('admin') },
  'GET /api/v1/webhook-deliveries': { access: portal('admin') },
  'PATCH /api/v1/users/[user]': { access: portal('admin'), body: { disabled: true } },
  'DELETE /api/v1/users/[user]/sessions': { access: portal('admin') },
  'GET /api/v1/credentials': { access: portal('admin') },
  'PUT /api/v1/credentials/[platform]/[account]': {
    access: portal('admin'),
    body: { credential: { token: 'a-token-of-a-platform' } },
  },
  'DELETE /api/v1/credentials/[platform]/[account]': { access: portal('admin') },
  'GET /api/v1/access': { access: portal('admin') },
  'POST /api/v1/access/checks': { access: portal('admin'), body: {} },
  'POST /api/v1/catalog/refresh': { access: portal('engineer'), body: {} },

  'GET /api/v1/systems/[system]': { access: system('viewer') },
  'PUT /api/v1/systems/[system]/pin': { access: system('viewer') },
  'DELETE /api/v1/systems/[system]/pin': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/components': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/platform': { access: system('viewer') },
  'POST /api/v1/systems/[system]/stages/[stage]/platform': { access: system('engineer') },
  'GET /api/v1/systems/[system]/stages/[stage]/health': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/configuration': { access: system('viewer') },
  'GET /api/v1/systems/[system]/configuration': { access: system('viewer') },
  'PATCH /api/v1/systems/[system]/stages/[stage]/health/probes/[probe]': {
    access: system('engineer'),
    body: { paused: true },
  },
  'GET /api/v1/systems/[system]/stages/[stage]/platform-rollbacks': { access: system('viewer') },
  'POST /api/v1/systems/[system]/stages/[stage]/platform-rollbacks': {
    access: system('engineer'),
    body: { source: 'platform', releaseId: 'none', reason: 'because' },
  },
  'GET /api/v1/systems/[system]/stages/[stage]/rollback-contract': { access: system('viewer') },
  'POST /api/v1/systems/[system]/stages/[stage]/platform-pin': {
    access: system('engineer'),
    body: { source: 'platform', action: 'commit', reason: 'because' },
  },
  'PUT /api/v1/systems/[system]/stages/[stage]/components/[component]/instances': {
    access: system('lead'),
    body: { from: 1, to: 2 },
  },
  'GET /api/v1/systems/[system]/stages/[stage]/deployments': { access: system('viewer') },
  'POST /api/v1/systems/[system]/stages/[stage]/deployments': {
    access: system('engineer'),
    body: { ref: 'main' },
  },
  'GET /api/v1/systems/[system]/stages/[stage]/deploy-options': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/deploy-options/candidate': {
    access: system('viewer'),
    query: 'ref=main',
  },
  'GET /api/v1/systems/[system]/stages/[stage]/rollback-targets': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/rollback-targets/[id]/undone': {
    access: system('viewer'),
  },
  'POST /api/v1/systems/[system]/stages/[stage]/rollbacks': {
    access: system('engineer'),
    body: { deploymentId: '<id>', reason: 'does not start' },
  },
  'POST /api/v1/systems/[system]/stages/[stage]/holds': {
    access: system('engineer'),
    body: { reason: 'maintenance' },
  },
  'DELETE /api/v1/systems/[system]/stages/[stage]/holds': {
    access: system('engineer'),
    body: { reason: 'maintenance is over' },
  },
  'GET /api/v1/systems/[system]/stages/[stage]/measures': {
    access: system('viewer'),
    query: 'measure=availability',
  },
  'GET /api/v1/systems/[system]/stages/[stage]/logs': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/search': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/stream': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/histogram': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/context': {
    access: system('viewer'),
    query: 'line=push:1&at=2026-11-21T14:00:00Z',
  },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/jobs/[job]': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/signatures': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/download': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/logs/tokens': { access: system('lead') },
  'POST /api/v1/systems/[system]/stages/[stage]/logs/tokens': {
    access: system('lead'),
    body: { name: 'collector' },
  },
  'DELETE /api/v1/systems/[system]/stages/[stage]/logs/tokens/[logToken]': {
    access: system('lead'),
  },
  'GET /api/v1/deployments/[id]': { access: system('viewer') },
  'GET /api/v1/deployments/[id]/jobs/[jobId]/log': { access: system('viewer') },
  'POST /api/v1/deployments/[id]/cancel': { access: system('engineer'), body: {} },
  'POST /api/v1/deployments/[id]/detach': {
    access: system('lead'),
    body: { reason: 'no news for hours' },
  },
  'GET /api/v1/backups': { access: signedIn },
  'GET /api/v1/systems/[system]/stages/[stage]/backups': { access: system('viewer') },
  'GET /api/v1/systems/[system]/stages/[stage]/backups/[policy]/restore-tests': {
    access: system('viewer'),
  },
  'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/restore-tests': {
    access: system('engineer'),
    body: {
      destination: 'a laptop',
      startedAt: '2026-11-01T10:00:00Z',
      finishedAt: '2026-11-01T11:00:00Z',
      verdict: 'ok',
    },
  },
  'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/restore-tests/start': {
    access: system('engineer'),
    body: {},
  },
  'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/runs': {
    access: system('lead'),
    body: {},
  },
  'GET /api/v1/systems/[system]/stages/[stage]/backups/[policy]/ping-url': {
    access: system('engineer'),
  },
  'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/ping-url': {
    access: system('lead'),
  },
  'GET /api/v1/systems/[system]/stages/[stage]/runbooks': { access: system('viewer') },
  'POST /api/v1/systems/[system]/stages/[stage]/runbooks/[runbook]/runs': {
    access: system('engineer'),
    body: {},
  },
  'PATCH /api/v1/systems/[system]/stages/[stage]/runbook-runs/[run]': {
    access: system('engineer'),
    body: { action: 'finish', outcome: 'it runs again' },
  },
  'GET /api/v1/systems/[system]/stages/[stage]/emergency-sheet': { access: system('viewer') },
  'GET /api/v1/checklists': { access: signedIn },
  'GET /api/v1/checklists/[checklist]': { access: system('viewer') },
  'PATCH /api/v1/checklists/[checklist]': {
    access: system('engineer'),
    body: { owner: 'Infrastructure' },
  },
  'PATCH /api/v1/checklists/[checklist]/items/[item]': {
    access: system('engineer'),
    body: { action: 'attest' },
  },
  'PUT /api/v1/checklists/[checklist]/items/[item]/tick': {
    access: system('engineer'),
    body: { isTicked: true, reason: 'it is done' },
  },
  'GET /api/v1/checklists/[checklist]/snapshots': { access: system('viewer') },
  'POST /api/v1/checklists/[checklist]/snapshots': {
    access: system('lead'),
    body: { title: 'Go-live', reason: 'we go live' },
  },
  'GET /api/v1/checklists/[checklist]/snapshots/[snapshot]': { access: system('viewer') },
  'GET /api/v1/spikes/[spike]': { access: system('viewer') },
  'PATCH /api/v1/spikes/[spike]': { access: system('engineer'), body: { spentMinutes: 5 } },
  'GET /api/v1/spikes/[spike]/criteria': { access: system('viewer') },
  'POST /api/v1/spikes/[spike]/evidence': {
    access: system('engineer'),
    body: { criterion: 'cost', value: 5 },
  },
  'POST /api/v1/spikes/[spike]/abort-override': {
    access: system('engineer'),
    body: { reason: 'it was the test itself' },
  },
  'GET /api/v1/spikes/[spike]/runs': { access: system('viewer') },
  'POST /api/v1/spikes/[spike]/runs': { access: system('engineer'), body: { test: 'smoke' } },
  'GET /api/v1/spikes/[spike]/runs/[run]': { access: system('viewer'), segments: spikeRun },
  'POST /api/v1/spikes/[spike]/runs/[run]/cancel': {
    access: system('engineer'),
    segments: spikeRun,
    body: {},
  },
  'POST /api/v1/spikes/[spike]/runs/[run]/answer': {
    access: system('engineer'),
    segments: spikeRun,
    body: { yes: true },
  },
  'GET /api/v1/decisions': { access: signedIn },
  'POST /api/v1/decisions': {
    access: system('engineer'),
    body: { title: 'Host in the EU', system: '<system>' },
  },
  'GET /api/v1/decisions/graph': { access: signedIn },
  'GET /api/v1/decisions/reviews': { access: signedIn },
  'POST /api/v1/decisions/import': {
    access: system('engineer'),
    body: { files: [{ path: 'docs/0001-host.md', content: '# 1. Host' }], system: '<system>' },
  },
  'GET /api/v1/decisions/[id]': { access: system('viewer'), segments: decision },
  'PATCH /api/v1/decisions/[id]': {
    access: system('engineer'),
    body: { content: '# Another text', baseVersion: 1 },
    segments: decision,
  },
  'GET /api/v1/decisions/[id]/spikes': { access: system('viewer'), segments: decision },
  'POST /api/v1/decisions/[id]/spikes': {
    access: system('engineer'),
    segments: decision,
    body: { title: 'Worker' },
  },
  'GET /api/v1/decisions/[id]/versions': { access: system('viewer'), segments: decision },
  'GET /api/v1/decisions/[id]/versions/[n]': { access: system('viewer'), segments: decision },
  'GET /api/v1/decisions/[id]/diff': {
    access: system('viewer'),
    query: 'from=1&to=1',
    segments: decision,
  },
  'GET /api/v1/decisions/[id]/draft': { access: system('viewer'), segments: decision },
  'PUT /api/v1/decisions/[id]/draft': {
    access: system('engineer'),
    body: { content: '# Half a text', baseVersion: 1 },
    segments: decision,
  },
  'DELETE /api/v1/decisions/[id]/draft': { access: system('engineer'), segments: decision },
  'POST /api/v1/decisions/[id]/decide': {
    access: system('lead'),
    body: { outcome: 'rejected', baseVersion: 1 },
    segments: decision,
  },
  'POST /api/v1/decisions/[id]/supersede': {
    access: system('lead'),
    body: { by: '<otherDecision>', reason: 'there is a newer one' },
    segments: decision,
  },
  'PUT /api/v1/decisions/[id]/home': {
    access: system('engineer'),
    body: { home: 'repository', path: 'docs/decisions/0001.md', reason: 'lives with the code' },
    segments: decision,
  },
  'PUT /api/v1/decisions/[id]/conflict': {
    access: system('engineer'),
    body: { content: '# Both', baseVersion: 1 },
    segments: decision,
  },
  'GET /api/v1/heartbeats/[system]/[stage]/[probe]': { access: system('engineer') },
  'POST /api/v1/heartbeats/[system]/[stage]/[probe]': { access: system('lead') },
}

/**
 * Every verb: the route that walks it, or, for a verb no route leads to, what keeps it.
 * A verb is an exported function of a domain whose first argument is the context.
 */
export const verbs: Readonly<Record<string, string>> = {
  'audit/listAuditEntries': 'GET /api/v1/activity',
  'audit/exportAuditEntries': 'GET /api/v1/activity/export',
  'audit/verifyAuditChain': 'tests/access/verbs.test.ts',
  'auth/createApiToken': 'POST /api/v1/tokens',
  'auth/listApiTokens': 'GET /api/v1/tokens',
  'auth/revokeApiToken': 'DELETE /api/v1/tokens/[token]',
  'auth/listUsers': 'GET /api/v1/users',
  'auth/disableUser': 'PATCH /api/v1/users/[user]',
  'auth/enableUser': 'PATCH /api/v1/users/[user]',
  'auth/endUserSessions': 'DELETE /api/v1/users/[user]/sessions',
  'auth/endSession': 'DELETE /api/v1/me/sessions/[session]',
  'auth/getAccount': 'GET /api/v1/me',
  'backups/getBackupPingUrl':
    'GET /api/v1/systems/[system]/stages/[stage]/backups/[policy]/ping-url',
  'backups/getStageBackups': 'GET /api/v1/systems/[system]/stages/[stage]/backups',
  'backups/listBackups': 'GET /api/v1/backups',
  'backups/listRestoreTests':
    'GET /api/v1/systems/[system]/stages/[stage]/backups/[policy]/restore-tests',
  'backups/recordRestoreTest':
    'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/restore-tests',
  'backups/requestBackup': 'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/runs',
  'backups/rotateBackupToken':
    'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/ping-url',
  'backups/startRestoreTest':
    'POST /api/v1/systems/[system]/stages/[stage]/backups/[policy]/restore-tests/start',
  'board/getBoard': 'GET /api/v1/board',
  'board/getSystemOverview': 'GET /api/v1/systems/[system]',
  'board/getStageOverview': 'GET /api/v1/systems/[system]/stages/[stage]',
  'board/listStageComponents': 'GET /api/v1/systems/[system]/stages/[stage]/components',
  'board/getStagePlatform': 'GET /api/v1/systems/[system]/stages/[stage]/platform',
  'board/askPlatform': 'POST /api/v1/systems/[system]/stages/[stage]/platform',
  'board/pinSystem': 'PUT /api/v1/systems/[system]/pin',
  'board/unpinSystem': 'DELETE /api/v1/systems/[system]/pin',
  'catalog/getSystem': 'GET /api/v1/systems/[system]',
  'catalog/getSystemSubject': 'GET /api/v1/systems/[system]',
  'catalog/getStageSubject': 'GET /api/v1/systems/[system]/stages/[stage]',
  'catalog/getStageSubjectById': 'tests/access/verbs.test.ts',
  'catalog/listVisibleStages': 'tests/catalog/visible-stages.test.ts',
  'catalog/refreshCatalogNow': 'tests/catalog/jobs.test.ts',
  'catalog/listSystems': 'GET /api/v1/systems',
  'catalog/listSources': 'GET /api/v1/catalog/sources',
  'catalog/refreshCatalog': 'POST /api/v1/catalog/refresh',
  'checklists/changeChecklist': 'PATCH /api/v1/checklists/[checklist]',
  'checklists/changeItem': 'PATCH /api/v1/checklists/[checklist]/items/[item]',
  'checklists/freezeChecklist': 'POST /api/v1/checklists/[checklist]/snapshots',
  'checklists/getChecklist': 'GET /api/v1/checklists/[checklist]',
  'checklists/getSnapshot': 'GET /api/v1/checklists/[checklist]/snapshots/[snapshot]',
  'checklists/listChecklists': 'GET /api/v1/checklists',
  'checklists/listSnapshots': 'GET /api/v1/checklists/[checklist]/snapshots',
  'checklists/tickItem': 'PUT /api/v1/checklists/[checklist]/items/[item]/tick',
  'credentials/listCredentials': 'GET /api/v1/credentials',
  'credentials/setCredential': 'PUT /api/v1/credentials/[platform]/[account]',
  'credentials/deleteCredential': 'DELETE /api/v1/credentials/[platform]/[account]',
  'credentials/rotateCredentials': 'tests/credentials/roles.test.ts',
  'credentials/listAccess': 'GET /api/v1/access',
  'credentials/checkAccessNow': 'POST /api/v1/access/checks',
  'deployments/cancelDeployment': 'POST /api/v1/deployments/[id]/cancel',
  'deployments/detachDeployment': 'POST /api/v1/deployments/[id]/detach',
  'deployments/getCandidate':
    'GET /api/v1/systems/[system]/stages/[stage]/deploy-options/candidate',
  'deployments/getDeployOptions': 'GET /api/v1/systems/[system]/stages/[stage]/deploy-options',
  'deployments/getDeployment': 'GET /api/v1/deployments/[id]',
  'deployments/getDeploymentSummary': 'POST /api/v1/deployments/[id]/cancel',
  'deployments/getUndoneRange':
    'GET /api/v1/systems/[system]/stages/[stage]/rollback-targets/[id]/undone',
  'deployments/liftHold': 'DELETE /api/v1/systems/[system]/stages/[stage]/holds',
  'deployments/listDeployments': 'GET /api/v1/deployments',
  'deployments/listRollbackTargets': 'GET /api/v1/systems/[system]/stages/[stage]/rollback-targets',
  'deployments/placeHold': 'POST /api/v1/systems/[system]/stages/[stage]/holds',
  'deployments/readJobLog': 'GET /api/v1/deployments/[id]/jobs/[jobId]/log',
  'deployments/rollBack': 'POST /api/v1/systems/[system]/stages/[stage]/rollbacks',
  'deployments/getRollbackContract':
    'GET /api/v1/systems/[system]/stages/[stage]/rollback-contract',
  'deployments/listPlatformRollbacks':
    'GET /api/v1/systems/[system]/stages/[stage]/platform-rollbacks',
  'deployments/rollBackOnPlatform':
    'POST /api/v1/systems/[system]/stages/[stage]/platform-rollbacks',
  'deployments/scaleComponent':
    'PUT /api/v1/systems/[system]/stages/[stage]/components/[component]/instances',
  'deployments/settlePin': 'POST /api/v1/systems/[system]/stages/[stage]/platform-pin',
  'deployments/triggerDeployment': 'POST /api/v1/systems/[system]/stages/[stage]/deployments',
  'evidence/getMeasures': 'GET /api/v1/systems/[system]/stages/[stage]/measures',
  'evidence/measureStage': 'GET /api/v1/systems/[system]/stages/[stage]/measures',
  'evidence/runChecks': 'tests/evidence/checks.test.ts',
  'decisions/createDecision': 'POST /api/v1/decisions',
  'decisions/decideDecision': 'POST /api/v1/decisions/[id]/decide',
  'decisions/deleteDecisionDraft': 'DELETE /api/v1/decisions/[id]/draft',
  'decisions/diffDecisionVersions': 'GET /api/v1/decisions/[id]/diff',
  'decisions/editDecision': 'PATCH /api/v1/decisions/[id]',
  'decisions/getDecision': 'GET /api/v1/decisions/[id]',
  'decisions/getDecisionDraft': 'GET /api/v1/decisions/[id]/draft',
  'decisions/getDecisionGraph': 'GET /api/v1/decisions/graph',
  'decisions/getDecisionText': 'GET /api/v1/decisions/[id]',
  'decisions/getDecisionVersion': 'GET /api/v1/decisions/[id]/versions/[n]',
  'decisions/importDecisions': 'POST /api/v1/decisions/import',
  'decisions/listDecisionReviews': 'GET /api/v1/decisions/reviews',
  'decisions/listDecisionVersions': 'GET /api/v1/decisions/[id]/versions',
  'decisions/listDecisions': 'GET /api/v1/decisions',
  'decisions/moveDecision': 'PUT /api/v1/decisions/[id]/home',
  'decisions/resolveDecisionConflict': 'PUT /api/v1/decisions/[id]/conflict',
  'decisions/saveDecisionDraft': 'PUT /api/v1/decisions/[id]/draft',
  'decisions/supersedeDecision': 'POST /api/v1/decisions/[id]/supersede',
  'events/openEventStream': 'GET /api/v1/events',
  'configuration/getConfiguration': 'GET /api/v1/systems/[system]/stages/[stage]/configuration',
  'configuration/getConfigurationMatrix': 'GET /api/v1/systems/[system]/configuration',
  'health/getStageHealth': 'GET /api/v1/systems/[system]/stages/[stage]/health',
  'health/setProbePaused': 'PATCH /api/v1/systems/[system]/stages/[stage]/health/probes/[probe]',
  'health/getPingUrl': 'GET /api/v1/heartbeats/[system]/[stage]/[probe]',
  'health/getPingUrlOfComponent': 'tests/access/verbs.test.ts',
  'health/rotatePingToken': 'POST /api/v1/heartbeats/[system]/[stage]/[probe]',
  'hosting/forgetHostKey': 'DELETE /api/v1/host-keys',
  'hosting/listHostKeys': 'GET /api/v1/host-keys',
  'hosting/listHosts': 'GET /api/v1/hosts',
  'hosting/readHostKey': 'POST /api/v1/hosts/key',
  'hosting/trustHostKey': 'POST /api/v1/host-keys',
  'logs/createLogToken': 'POST /api/v1/systems/[system]/stages/[stage]/logs/tokens',
  'logs/downloadLogs': 'GET /api/v1/systems/[system]/stages/[stage]/logs/download',
  'logs/findJob': 'GET /api/v1/systems/[system]/stages/[stage]/logs/jobs/[job]',
  'logs/followLogs': 'GET /api/v1/systems/[system]/stages/[stage]/logs/stream',
  'logs/getLogContext': 'GET /api/v1/systems/[system]/stages/[stage]/logs/context',
  'logs/getLogHistogram': 'GET /api/v1/systems/[system]/stages/[stage]/logs/histogram',
  'logs/listErrorSignatures': 'GET /api/v1/systems/[system]/stages/[stage]/logs/signatures',
  'logs/listLogTokens': 'GET /api/v1/systems/[system]/stages/[stage]/logs/tokens',
  'logs/readLogs': 'GET /api/v1/systems/[system]/stages/[stage]/logs',
  'logs/searchLogs': 'GET /api/v1/systems/[system]/stages/[stage]/logs/search',
  'logs/revokeLogToken': 'DELETE /api/v1/systems/[system]/stages/[stage]/logs/tokens/[logToken]',
  'spikes/changeSpike': 'PATCH /api/v1/spikes/[spike]',
  'spikes/createSpike': 'POST /api/v1/decisions/[id]/spikes',
  'spikes/getCriteriaNow': 'GET /api/v1/spikes/[spike]/criteria',
  'spikes/getSpike': 'GET /api/v1/spikes/[spike]',
  'spikes/keepEvidence': 'POST /api/v1/spikes/[spike]/evidence',
  'spikes/listSpikes': 'GET /api/v1/decisions/[id]/spikes',
  'spikes/overrideAbort': 'POST /api/v1/spikes/[spike]/abort-override',
  'spikes/answerRun': 'POST /api/v1/spikes/[spike]/runs/[run]/answer',
  'spikes/cancelRun': 'POST /api/v1/spikes/[spike]/runs/[run]/cancel',
  'spikes/getRun': 'GET /api/v1/spikes/[spike]/runs/[run]',
  'spikes/listRuns': 'GET /api/v1/spikes/[spike]/runs',
  'spikes/startRun': 'POST /api/v1/spikes/[spike]/runs',
  'runbooks/changeRun': 'PATCH /api/v1/systems/[system]/stages/[stage]/runbook-runs/[run]',
  'runbooks/getEmergencySheet': 'GET /api/v1/systems/[system]/stages/[stage]/emergency-sheet',
  'runbooks/getStageRunbooks': 'GET /api/v1/systems/[system]/stages/[stage]/runbooks',
  'runbooks/startRun': 'POST /api/v1/systems/[system]/stages/[stage]/runbooks/[runbook]/runs',
  'webhooks/listDeliveries': 'tests/access/verbs.test.ts',
}
