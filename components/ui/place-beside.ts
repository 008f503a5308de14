const gapPx = 6
const marginPx = 8

/** Puts a floating element below its anchor, above where there is no room, and always inside the window. */
export function placeBeside(anchor: HTMLElement, floating: HTMLElement): void {
  const target = anchor.getBoundingClientRect()
  const size = floating.getBoundingClientRect()
  const below = target.bottom + gapPx
  const fitsBelow = below + size.height <= window.innerHeight - marginPx
  const centred = target.left + target.width / 2 - size.width / 2
  const rightmost = window.innerWidth - size.width - marginPx
  floating.style.top = `${fitsBelow ? below : Math.max(marginPx, target.top - gapPx - size.height)}px`
  floating.style.left = `${Math.max(marginPx, Math.min(centred, rightmost))}px`
}
