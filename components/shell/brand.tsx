/** Three lamps of a control room, one of them lit. */
export function Brand({ name }: { readonly name: string }) {
  return (
    <span className="inline-flex items-center gap-2 font-semibold tracking-tight">
      <svg aria-hidden="true" viewBox="0 0 20 20" className="size-5">
        <rect x="1" y="1" width="18" height="18" rx="4.5" className="fill-accent" />
        <path
          d="M5.5 6h9M5.5 10h9M5.5 14h4"
          className="stroke-on-accent"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
        <circle cx="13.8" cy="14" r="1.7" className="fill-(--lamp)" />
      </svg>
      {name}
    </span>
  )
}
