'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import type { DocumentEdit } from '#lib/documents/schemas.ts'
import { saveEdits } from '../commands.ts'

/** Saves changes of a record; the page is made again whatever came of it. */
export function useEdits(id: string, version: number, onDone?: () => void) {
  const router = useRouter()
  const client = useQueryClient()
  return useMutation({
    mutationFn: (edits: readonly DocumentEdit[]) => saveEdits(id, { edits, baseVersion: version }),
    onSuccess: () => onDone?.(),
    onSettled: () => {
      void client.invalidateQueries({ queryKey: ['decisions'] })
      router.refresh()
    },
  })
}
