'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type StageKey, stageRunbooksQuery } from './queries.ts'

/** One change of a run; everybody's view of the stage is read again, this one at once. */
export function useRunChange<Input>(key: StageKey, change: (input: Input) => Promise<unknown>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSettled: () => client.invalidateQueries({ queryKey: stageRunbooksQuery(key).queryKey }),
  })
}
