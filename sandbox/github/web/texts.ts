import type { Language } from './html.ts'

interface PageTexts {
  readonly home: string
  readonly author: string
  readonly state: string
  readonly attempt: string
  readonly by: string
}

export const texts: Readonly<Record<Language, PageTexts>> = {
  de: {
    home: 'Repositories der Sandbox',
    author: 'Autor',
    state: 'Zustand',
    attempt: 'Versuch',
    by: 'Ausgelöst von',
  },
  en: {
    home: 'Repositories of the sandbox',
    author: 'Author',
    state: 'State',
    attempt: 'Attempt',
    by: 'Triggered by',
  },
}
