'use client'

import { useLocale, useTimeZone } from 'next-intl'
import type { TimeStyle } from './format-time.ts'

/** Language and zone that this reader's times are shown in. */
export function useTimeStyle(): TimeStyle {
  return { locale: useLocale(), timeZone: useTimeZone() ?? 'UTC' }
}
