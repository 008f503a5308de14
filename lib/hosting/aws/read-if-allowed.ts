import { HostingError, type HostingFailure } from '../failure.ts'

const withoutIt: readonly HostingFailure[] = [
  'denied',
  'not_found',
  'empty_answer',
  'invalid_answer',
  'rejected',
]

/** Null when an answer that is only an extra was refused or said nothing; other failures count. */
export async function readIfAllowed<Answer>(answer: Promise<Answer>): Promise<Answer | null> {
  try {
    return await answer
  } catch (error) {
    if (error instanceof HostingError && withoutIt.includes(error.failure)) return null
    throw error
  }
}
