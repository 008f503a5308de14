import { type LogLevel, toLevel } from '../words.ts'

const searchedCharacters = 200
const upperWord =
  /(?:^|[\s[|(<"])(EMERG(?:ENCY)?|ALERT|CRIT(?:ICAL)?|FATAL|PANIC|ERR(?:OR)?|SEVERE|WARN(?:ING)?|NOTICE|INFO|DEBUG|TRACE|VERBOSE)(?=$|[\s\]|)>":,])/
const assigned = /\b(?:level|lvl|severity)=["']?([A-Za-z]{3,13})/
const firstWord =
  /^(?:\S{1,40}\s)?\[?(error|err|warn|warning|info|debug|fatal|critical|trace)(?:\]|:)/i
const thrown = /^(?:Uncaught\s|Unhandled\s)?[\w.]{0,80}(?:Error|Exception)\b|^Traceback \(/

/** The level a plain line names by itself; null when it names none. */
export function readLevel(text: string): LogLevel | null {
  const start = text.slice(0, searchedCharacters)
  const word = assigned.exec(start)?.[1] ?? upperWord.exec(start)?.[1] ?? firstWord.exec(start)?.[1]
  const level = toLevel(word)
  return level ?? (thrown.test(start) ? 'error' : null)
}
