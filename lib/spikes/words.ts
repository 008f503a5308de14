export const spikeStates = ['planned', 'active', 'finished', 'abandoned'] as const
export type SpikeState = (typeof spikeStates)[number]

export const runStates = [
  'queued',
  'running',
  'waiting',
  'passed',
  'failed',
  'inconclusive',
  'cancelled',
] as const
export type RunState = (typeof runStates)[number]

/** The states in which a run holds its stage; the partial unique index of the database names the same. */
export const activeRunStates = [
  'queued',
  'running',
  'waiting',
] as const satisfies readonly RunState[]

export const runStepStates = [
  'pending',
  'running',
  'waiting',
  'passed',
  'failed',
  'skipped',
  'unknown',
] as const
export type RunStepState = (typeof runStepStates)[number]

export const stepKinds = [
  'request',
  'poll',
  'wait',
  'process',
  'service',
  'log',
  'probe',
  'expect',
  'ask',
] as const
export type StepKind = (typeof stepKinds)[number]

/** Why a step is in its state. Stable: stored, and translated by screens. */
export const stepReasons = [
  'status_unexpected',
  'json_path_missing',
  'json_value_unexpected',
  'header_unexpected',
  'body_not_json',
  'capture_missing',
  'not_sent',
  'not_answered',
  'outcome_unknown',
  'proved_by_look',
  'proved_by_later_step',
  'not_within',
  'too_many_lines',
  'too_few_lines',
  'logs_incomplete',
  'probe_unknown',
  'comparison_failed',
  'person_said_no',
  'platform_refused',
  'not_controllable',
  'stage_without_url',
  'earlier_step_failed',
  'run_cancelled',
  'step_broken',
] as const
export type StepReason = (typeof stepReasons)[number]

export const problemCodes = [
  'yaml_syntax',
  'too_large',
  'step_unknown',
  'key_unknown',
  'key_missing',
  'value_invalid',
  'capture_unknown',
] as const
export type TestProblemCode = (typeof problemCodes)[number]
