'use client'

import {
  type AbstractIntlMessages,
  NextIntlClientProvider,
  useLocale,
  useMessages,
} from 'next-intl'
import type { ReactNode } from 'react'

interface MessageScopeProps {
  readonly messages: AbstractIntlMessages
  readonly children: ReactNode
}

/** Adds texts to those that the layouts above already gave. */
export function MessageScope({ messages, children }: MessageScopeProps) {
  const inherited = useMessages()
  return (
    <NextIntlClientProvider locale={useLocale()} messages={{ ...inherited, ...messages }}>
      {children}
    </NextIntlClientProvider>
  )
}
