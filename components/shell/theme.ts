import { type Theme, themeCookie } from './preferences.ts'
import { writeCookie } from './write-cookie.ts'

/** Changes the colours at once and remembers the choice. */
export function applyTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme
  writeCookie(themeCookie, theme)
}
