import 'server-only'
import { notFound } from 'next/navigation'
import { AppError } from '#lib/core/errors.ts'

/** Runs a page's read; what does not exist or may not be seen becomes the not-found page. */
export async function loadPage<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') notFound()
    throw error
  }
}
