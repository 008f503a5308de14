/** Looks of everything one types or picks in. */
export const controlStyle =
  'w-full rounded-md border border-line-strong/70 bg-surface px-2.5 text-sm text-ink placeholder:text-muted disabled:opacity-50 aria-invalid:border-bad focus-visible:outline-offset-0'
