'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'

/** One change of a list; everything shown of it is read again afterwards. */
export function useListChange<Input>(
  list: string,
  change: (input: Input) => Promise<unknown>,
  onDone?: () => void,
) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: change,
    onSuccess: () => onDone?.(),
    onSettled: async () => {
      await client.invalidateQueries({ queryKey: ['checklist', list] })
      await client.invalidateQueries({ queryKey: ['checklists'] })
    },
  })
}
