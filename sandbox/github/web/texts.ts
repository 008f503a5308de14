import type { Language } from './html.ts'

interface PageTexts {
  readonly home: string
  readonly author: string
  readonly state: string
  readonly attempt: string
  readonly by: string
  readonly merge: string
  readonly close: string
  readonly states: { readonly open: string; readonly merged: string; readonly closed: string }
}

export const texts: Readonly<Record<Language, PageTexts>> = {
  de: {
    home: 'Repositories der Sandbox',
    author: 'Autor',
    state: 'Zustand',
    attempt: 'Versuch',
    by: 'Ausgelöst von',
    merge: 'Zusammenführen',
    close: 'Schließen',
    states: { open: 'Offen', merged: 'Zusammengeführt', closed: 'Geschlossen' },
  },
  en: {
    home: 'Repositories of the sandbox',
    author: 'Author',
    state: 'State',
    attempt: 'Attempt',
    by: 'Triggered by',
    merge: 'Merge',
    close: 'Close',
    states: { open: 'Open', merged: 'Merged', closed: 'Closed' },
  },
}
