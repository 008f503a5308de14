'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { requestBackup, startRestoreTest } from './commands.ts'
import { type StageKey, stageBackupsQuery } from './queries.ts'

/** What the worker can be asked to do with a policy; the page is read again whatever came of it. */
export function usePolicyCommands(key: StageKey, policy: string) {
  const client = useQueryClient()
  const refresh = () => client.invalidateQueries({ queryKey: stageBackupsQuery(key).queryKey })
  const backUp = useMutation({
    mutationFn: () => requestBackup(key, policy, crypto.randomUUID()),
    onSettled: refresh,
  })
  const restore = useMutation({
    mutationFn: () => startRestoreTest(key, policy),
    onSettled: refresh,
  })
  return { backUp, restore, refresh, error: backUp.error ?? restore.error }
}
