import type { Finding, ValuePath } from '../yaml-source.ts'
import type { LooseStage } from './loose-file.ts'

// https://docs.github.com/rest/actions/workflows#create-a-workflow-dispatch-event
const MAX_INPUTS = 25
const MAX_INPUT_CHARACTERS = 65_535

export function findInputFindings(
  deploy: LooseStage['deploy'],
  path: ValuePath,
): readonly Finding[] {
  if (deploy === undefined) return []
  const findings: Finding[] = []
  const own = {
    commitInput: deploy.commitInput ?? 'commit',
    correlationInput: deploy.correlationInput ?? 'portal_run_id',
  }
  const names = Object.keys(deploy.inputs)
  // GitHub compares input names without regard to case.
  const setBy = new Map(Object.entries(own).map(([key, name]) => [name.toLowerCase(), key]))
  if (own.commitInput.toLowerCase() === own.correlationInput.toLowerCase()) {
    const params = { name: own.correlationInput, other: 'commitInput' }
    findings.push({ path: [...path, 'correlationInput'], code: 'input_twice', params })
  }
  for (const name of names) {
    const other = setBy.get(name.toLowerCase())
    if (other !== undefined) {
      findings.push({
        path: [...path, 'inputs', name],
        atKey: true,
        code: 'input_twice',
        params: { name, other },
      })
    }
    setBy.set(name.toLowerCase(), `inputs.${name}`)
  }
  const count = names.length + Object.keys(own).length
  if (count > MAX_INPUTS) {
    findings.push({
      path: [...path, 'inputs'],
      code: 'inputs_too_many',
      params: { limit: MAX_INPUTS, count },
    })
  }
  if (JSON.stringify(deploy.inputs).length > MAX_INPUT_CHARACTERS) {
    findings.push({
      path: [...path, 'inputs'],
      code: 'inputs_too_large',
      params: { limit: MAX_INPUT_CHARACTERS },
    })
  }
  return findings
}
