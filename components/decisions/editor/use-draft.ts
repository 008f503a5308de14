'use client'

import { useCallback, useEffect, useRef, useState } from 'react'
import { saveDraft } from '../commands.ts'

export type DraftState = 'same' | 'waiting' | 'saving' | 'saved' | 'failed'

const afterMs = 2_000
const markAfterMs = 250

interface DraftInput {
  readonly id: string
  readonly baseVersion: number
  /** What is stored as this reader's draft already. */
  readonly stored: string
  /** The text as it would be saved. */
  readonly readText: () => string
}

/** Keeps what is typed on the server: two seconds after the last key, when the field is left, and when the page is. */
export function useDraft({ id, baseVersion, stored, readText }: DraftInput) {
  const [state, setState] = useState<DraftState>('same')
  const [error, setError] = useState<Error | null>(null)
  const known = useRef(stored)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const mark = useRef<ReturnType<typeof setTimeout>>(undefined)
  const isOver = useRef(false)
  const flush = useCallback(async () => {
    clearTimeout(timer.current)
    clearTimeout(mark.current)
    const content = readText()
    if (isOver.current || content === known.current) return
    setState('saving')
    try {
      await saveDraft(id, { content, baseVersion })
      known.current = content
      setError(null)
      setState('saved')
    } catch (cause) {
      setError(cause instanceof Error ? cause : new Error(String(cause)))
      setState('failed')
    }
  }, [id, baseVersion, readText])
  // Called for every key: only timers are set, everything else comes when the typing pauses.
  const touch = useCallback(() => {
    clearTimeout(timer.current)
    clearTimeout(mark.current)
    timer.current = setTimeout(() => void flush(), afterMs)
    mark.current = setTimeout(() => setState('waiting'), markAfterMs)
  }, [flush])
  useEffect(() => {
    const onHidden = () => document.hidden && void flush()
    document.addEventListener('visibilitychange', onHidden)
    return () => {
      document.removeEventListener('visibilitychange', onHidden)
      clearTimeout(timer.current)
      clearTimeout(mark.current)
    }
  }, [flush])
  /** Nothing is kept any more: the text was saved or thrown away. */
  const end = useCallback(() => {
    isOver.current = true
    clearTimeout(timer.current)
    clearTimeout(mark.current)
  }, [])
  return { state, error, touch, flush, end }
}
