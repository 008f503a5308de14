/** Words of an item; what stands between backticks is set as code, everything else as it is. */
export function ItemText({ text }: { readonly text: string }) {
  const parts = text.split(/`([^`]+)`/)
  return (
    <span dir="auto" className="wrap-anywhere">
      {parts.map((part, index) =>
        index % 2 === 1 ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text have no other name and never move.
          <code key={index} className="rounded-sm bg-sunken px-1 text-[0.9em]">
            {part}
          </code>
        ) : (
          part
        ),
      )}
    </span>
  )
}
