'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportedDecisions } from '#lib/decisions/types.ts'
import { importFiles } from '../commands.ts'
import { type Collected, toBatches } from './collect-files.ts'

type ImportedFile = ImportedDecisions['files'][number]

const nothing: Collected = { files: [], refused: [] }

/** Files to take in, and what became of them. */
export function useImport() {
  const client = useQueryClient()
  const [collected, setCollected] = useState(nothing)
  const [done, setDone] = useState<readonly ImportedFile[]>([])
  const run = useMutation({
    mutationFn: async (system: string | null) => {
      setDone([])
      for (const batch of toBatches(collected.files)) {
        const answer = await importFiles(batch, system)
        setDone((before) => [...before, ...answer.files])
      }
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['decisions'] }),
  })
  return {
    collected,
    done,
    isPending: run.isPending,
    isDone: run.isSuccess,
    error: run.error,
    add: (more: Collected) => {
      const paths = new Set(more.files.map(({ path }) => path))
      setCollected({
        files: [...collected.files.filter(({ path }) => !paths.has(path)), ...more.files],
        refused: [...collected.refused, ...more.refused],
      })
      run.reset()
      setDone([])
    },
    remove: (path: string) =>
      setCollected({ ...collected, files: collected.files.filter((one) => one.path !== path) }),
    start: (system: string | null) => run.mutate(system),
    clear: () => {
      setCollected(nothing)
      setDone([])
      run.reset()
    },
  }
}
