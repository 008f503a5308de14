/** Choices a reader makes for this browser; the server reads them so that nothing flickers. */
export const themes = ['light', 'dark', 'system'] as const

export type Theme = (typeof themes)[number]

export const themeCookie = 'theme'
export const shortcutsCookie = 'shortcuts'

export function toTheme(value: string | undefined): Theme {
  return themes.find((theme) => theme === value) ?? 'system'
}

/** Single-key shortcuts are on unless switched off (WCAG 2.1.4). */
export function toShortcutsOn(value: string | undefined): boolean {
  return value !== 'off'
}
