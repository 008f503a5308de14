import 'server-only'
import { getStageSubjectById, listVisibleStages } from '#lib/catalog/index.ts'
import type { Context } from '#lib/core/context.ts'
import { getDb } from '#lib/core/db.ts'
import { hasPermission } from '#lib/core/permissions.ts'
import { readDocument } from '#lib/documents/index.ts'
import type { SpikeContent, Task } from '#lib/documents/schemas.ts'
import { type Attestation, attestationsSchema, type SpikeItem, type SpikeView } from './answers.ts'
import { evidenceInclude, toEvidenceView } from './evidence/to-evidence-view.ts'
import { getSpikeSubject, type SpikeSubject } from './get-spike-subject.ts'
import { parseTest } from './parse-test.ts'
import { isDestructive } from './plan.ts'
import type { RunSummary } from './run-answers.ts'
import { runInclude, toRunSummary } from './runs/to-run-view.ts'
import type { SpikePath } from './schemas.ts'
import { summaryInclude, toSpikeSummary } from './to-summary.ts'

const shownRuns = 10

/** A spike as its text says it, with everything that happened to it. */
export async function getSpike(ctx: Context, path: SpikePath): Promise<SpikeView> {
  const subject = await getSpikeSubject(ctx, path)
  const db = getDb()
  const [row, runs, evidence] = await Promise.all([
    db.spike.findUniqueOrThrow({
      where: { id: subject.id },
      include: { ...summaryInclude, document: true, decision: { include: { document: true } } },
    }),
    db.spikeRun.findMany({
      where: { spikeId: subject.id },
      include: runInclude,
      orderBy: { number: 'desc' },
      take: 100,
    }),
    db.evidence.findMany({
      where: { spikeId: subject.id },
      include: evidenceInclude,
      orderBy: { createdAt: 'desc' },
      take: 500,
    }),
  ])
  const content = readDocument(subject.content).spike ?? nothing
  const attested = attestationsSchema.parse(row.attestations)
  const summaries = runs.map(toRunSummary)
  const views = evidence.map(toEvidenceView)
  const { id: documentId, version, home, repository, path: file } = row.document
  return {
    ...toSpikeSummary(ctx, row),
    decision: toDecision(row.decision),
    document: { id: documentId, version, home, repository, path: file },
    stages: await listStages(ctx, row.document.systemId),
    question: content.question,
    prerequisites: content.prerequisites.map((task) => toItem(task, attested)),
    setupSteps: content.setupSteps.map((task) => toItem(task, attested)),
    testSteps: content.testSteps.map(({ key, title, text, test }) => ({ key, title, text, test })),
    tests: content.tests.map((block) => toTest(block, summaries)),
    criteria: content.criteria.map((criterion) => ({
      ...criterion,
      evidence: views.filter((each) => each.criterion === criterion.key),
    })),
    abortCriteria: content.abortCriteria.map((criterion) => ({
      ...criterion,
      attestation: attested[criterion.key] ?? null,
    })),
    result: {
      observations: content.observations,
      recommendation: content.recommendation,
      readiness: content.readiness,
    },
    followUps: content.followUps.map((task) => toItem(task, attested)),
    runs: summaries.slice(0, shownRuns),
    may: await listRights(ctx, subject),
  }
}

const nothing: SpikeContent = {
  ...{ decision: null, question: null, timeBoxMinutes: null, stage: null },
  ...{ prerequisites: [], setupSteps: [], testSteps: [], tests: [], criteria: [] },
  ...{ abortCriteria: [], followUps: [] },
  ...{ observations: null, recommendation: null, readiness: null },
}

interface DecisionRow {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly status: string
  readonly document: { readonly content: string }
}

function toDecision({ id, number, title, status, document }: DecisionRow): SpikeView['decision'] {
  const options = readDocument(document.content).record?.options ?? []
  return {
    ...{ id, number, title, status },
    options: options.map((option) => ({
      key: option.key,
      title: option.label ? `${option.label}) ${option.title}` : option.title,
    })),
  }
}

function toItem(task: Task, attested: Readonly<Record<string, Attestation>>): SpikeItem {
  const { key, text, url, isTicked } = task
  return { key, text, url, isTicked, attestation: attested[key] ?? null }
}

function toTest(
  { name, step, source, lines }: SpikeContent['tests'][number],
  runs: readonly RunSummary[],
): SpikeView['tests'][number] {
  const parsed = parseTest(source, lines.from + 1)
  return {
    ...{ name, step },
    steps: parsed.ok ? parsed.steps.length : 0,
    isDestructive: parsed.ok && parsed.steps.some(isDestructive),
    problems: parsed.ok ? [] : parsed.problems,
    newest: runs.find(({ test }) => test === name) ?? null,
  }
}

async function listStages(ctx: Context, systemId: string | null): Promise<SpikeView['stages']> {
  const stages = await listVisibleStages(ctx, systemId)
  return stages.map(({ system, systemName, slug, name }) => ({
    ...{ system, slug },
    name: `${systemName} → ${name}`,
  }))
}

async function listRights(ctx: Context, spike: SpikeSubject): Promise<SpikeView['may']> {
  const stage = spike.stageId
    ? await getStageSubjectById(ctx, spike.stageId).catch(() => null)
    : null
  return {
    write: hasPermission(ctx, 'decision:write', spike.subject),
    run: stage !== null && hasPermission(ctx, 'spike:run', stage),
    keepEvidence: hasPermission(ctx, 'evidence:keep', spike.subject),
  }
}
