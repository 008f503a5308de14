import type { ValuePath } from '../yaml-source.ts'
import { findInputFindings } from './find-input-findings.ts'
import { findPartFindings, type KnownSlugs } from './find-part-findings.ts'
import { findProbeFindings, findVersionsReadTwice } from './find-probe-findings.ts'
import { findRepeated } from './find-repeated.ts'
import { findTargetFindings } from './find-target-findings.ts'
import {
  EMPTY_PROBE,
  EMPTY_STAGE,
  type LooseStage,
  looseFile,
  looseProbe,
  looseStage,
  type RuleFinding,
} from './loose-file.ts'

/** What the schema cannot say: how the parts of one file have to agree. Answers for broken files too. */
export function findRuleFindings(value: unknown): readonly RuleFinding[] {
  const file = looseFile.safeParse(value)
  if (!file.success) return []
  const stages = file.data.stages.map((stage) => looseStage.catch(EMPTY_STAGE).parse(stage))
  const components = file.data.components.map(({ slug }) => slug).filter((slug) => slug !== '')
  return [
    ...findRepeated(file.data.components, ['components']),
    ...findRepeated(stages, ['stages']),
    ...stages.flatMap((stage, index) =>
      findStageFindings(stage, ['stages', index], {
        components,
        otherStages: stages.flatMap(({ slug }, other) =>
          other === index || slug === '' ? [] : [slug],
        ),
      }),
    ),
  ]
}

function findStageFindings(
  stage: LooseStage,
  path: ValuePath,
  known: KnownSlugs,
): readonly RuleFinding[] {
  const { components } = known
  const probes = stage.probes.map((probe) => looseProbe.catch(EMPTY_PROBE).parse(probe))
  return [
    ...findRepeated(
      probes.map(({ slug }) => ({ slug, name: '' })),
      [...path, 'probes'],
    ),
    ...probes.flatMap((probe, index) =>
      findProbeFindings(probe, [...path, 'probes', index], components),
    ),
    ...findVersionsReadTwice(probes, [...path, 'probes']),
    ...findInputFindings(stage.deploy, [...path, 'deploy']),
    ...findTargetFindings(stage.hosting, [...path, 'hosting', 'target'], components),
    ...findPartFindings(stage, path, known),
  ]
}
