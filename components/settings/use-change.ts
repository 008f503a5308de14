'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { type FailureReason, toFailureReason } from './failure-reason.ts'

export interface ChangeState {
  readonly isPending: boolean
  readonly failure: FailureReason | null
  /** Runs a change and shows the page's new state; resolves to whether it worked. */
  readonly run: (change: () => Promise<void>) => Promise<boolean>
  readonly clear: () => void
}

/** One change at a time, with its failure kept until the next attempt. */
export function useChange(): ChangeState {
  const router = useRouter()
  const [isPending, setIsPending] = useState(false)
  const [failure, setFailure] = useState<FailureReason | null>(null)
  const run = async (change: () => Promise<void>) => {
    setIsPending(true)
    setFailure(null)
    try {
      await change()
      router.refresh()
      return true
    } catch (error) {
      setFailure(toFailureReason(error))
      return false
    } finally {
      setIsPending(false)
    }
  }
  return { isPending, failure, run, clear: () => setFailure(null) }
}
