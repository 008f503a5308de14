/** For things that are no control and must be reached by keyboard all the same: scrolling regions, moments with a card. */
export const keyboardStop = { tabIndex: 0 } as const
