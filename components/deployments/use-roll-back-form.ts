'use client'

import { useMutation, useQuery } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { RollbackTargets } from '#lib/deployments/types.ts'
import { rollBack } from './commands.ts'
import { type StageKey, undoneQuery } from './queries.ts'
import { isConfirmed } from './risk-confirmation.tsx'

/** Everything the rollback form holds: the version picked, the reason, whether it may be sent, and the sending. */
export function useRollBackForm(key: StageKey, data: RollbackTargets) {
  const router = useRouter()
  const [targetId, setTargetId] = useState(data.preselectedId ?? '')
  const [reason, setReason] = useState('')
  const [typed, setTyped] = useState('')
  const [idempotencyKey] = useState(() => crypto.randomUUID())
  const target = data.targets.find((item) => item.deploymentId === targetId) ?? null
  const undone = useQuery(undoneQuery(key, target?.deploymentId ?? ''))
  const send = useMutation({
    mutationFn: () =>
      rollBack(key, { deploymentId: targetId, reason: reason.trim() }, idempotencyKey),
    onSuccess: (deployment) => router.push(`/deployments/${deployment.id}`),
  })
  const canSend =
    data.canRollBack &&
    target !== null &&
    reason.trim().length >= 3 &&
    isConfirmed(data.confirmation, data.system.slug, typed)
  const submit = () => {
    if (canSend && !send.isPending) send.mutate()
  }
  return {
    ...{ target, setTargetId, reason, setReason, typed, setTyped },
    ...{ undone, canSend, send, submit },
  }
}
