import { readText } from './read-text.ts'

/** Reads off the page's own thread, so that reading never holds up a key. */
self.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  if (typeof data === 'string') self.postMessage(readText(data))
})
