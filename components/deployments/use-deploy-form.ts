'use client'

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Blocker, DeployOptions, WorkflowInputView } from '#lib/deployments/types.ts'
import { triggerDeployment } from './commands.ts'
import { candidateQuery, deploymentQuery, type StageKey } from './queries.ts'
import { isConfirmed } from './risk-confirmation.tsx'
import { defaultValues, type InputValues } from './workflow-inputs.tsx'

const noInputs: readonly WorkflowInputView[] = []

/** Everything the deploy form holds: what is picked and filled in, whether it may be sent, and the sending. */
export function useDeployForm(key: StageKey, options: DeployOptions) {
  const inputs = options.workflow?.inputs ?? noInputs
  const [ref, setRef] = useState(() => suggestRef(options))
  const [values, setValues] = useState<InputValues>(() => defaultValues(inputs))
  const [reason, setReason] = useState('')
  const [liftHold, setLiftHold] = useState(false)
  const [passGate, setPassGate] = useState(false)
  const [typed, setTyped] = useState('')
  const candidate = useQuery(candidateQuery(key, ref))
  const send = useSending(key)

  const blockers = joinBlockers(options.blockers, candidate.data?.blockers ?? [])
  const remaining = blockers.filter(
    ({ severity, reason: word }) =>
      severity === 'blocking' &&
      !(word === 'hold' && liftHold) &&
      !(word === 'checklist_open' && passGate),
  )
  const sha = candidate.data?.candidate.commit.sha
  const canSend =
    remaining.length === 0 &&
    Boolean(sha) &&
    inputs.every((input) => !input.required || values[input.name] !== '') &&
    (!(liftHold || passGate) || reason.trim().length >= 3) &&
    isConfirmed(options.confirmation, options.system.slug, typed)

  const submit = () => {
    if (!canSend || send.isPending) return
    send.mutate({
      ref,
      expectedCommitSha: sha,
      inputs: withoutEmpty(values),
      reason: reason.trim() || undefined,
      liftHold,
      passGate,
    })
  }
  return {
    ...{
      ref,
      setRef,
      values,
      setValues,
      reason,
      setReason,
      liftHold,
      setLiftHold,
      passGate,
      setPassGate,
      typed,
      setTyped,
    },
    ...{ candidate, blockers, canSend, submit, send },
  }
}

function useSending(key: StageKey) {
  const router = useRouter()
  const client = useQueryClient()
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  return useMutation({
    mutationFn: (input: Parameters<typeof triggerDeployment>[1]) =>
      triggerDeployment(key, input, idempotencyKey),
    onSuccess: async (deployment) => {
      await client.invalidateQueries({ queryKey: ['deploy-options', key.system, key.stage] })
      await client.invalidateQueries({ queryKey: deploymentQuery(deployment.id).queryKey })
      router.push(`/deployments/${deployment.id}`)
    },
  })
}

/** The newest tag that does not run yet, else the first branch: what people most often want. */
function suggestRef({ tags, branches }: DeployOptions): string {
  return (tags.find((item) => !item.isRunning) ?? branches[0] ?? tags[0])?.ref ?? ''
}

function withoutEmpty(values: InputValues): InputValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''))
}

/** What stands against the stage and against the version picked, each reason once. */
function joinBlockers(stage: readonly Blocker[], picked: readonly Blocker[]): readonly Blocker[] {
  const sentences = new Set(stage.map(({ sentence }) => sentence))
  return [...stage, ...picked.filter(({ sentence }) => !sentences.has(sentence))]
}
