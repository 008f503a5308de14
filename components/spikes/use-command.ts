'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { criteriaQuery } from './queries.ts'

/** Something the portal is asked to do with a spike; what is shown of it is read again whatever came of it. */
export function useCommand<Input, Output>(
  spike: string,
  run: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: run,
    onSuccess: (output) => onDone?.(output),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['spike', spike] })
      void client.invalidateQueries({ queryKey: criteriaQuery(spike).queryKey })
    },
  })
}
