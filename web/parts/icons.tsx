// The few icons of the pages. Each is beside a word, or in an element that has a name.
import type { ReactNode } from 'react'

const icon = (path: ReactNode) =>
  function Icon() {
    return (
      <svg
        viewBox="0 0 16 16"
        width="16"
        height="16"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
        aria-hidden="true"
        focusable="false"
      >
        {path}
      </svg>
    )
  }

export const CopyIcon = icon(<path d="M5.5 5.5h8v8h-8zM3 10.5H2.5v-8h8V3" />)
export const SearchIcon = icon(<path d="M11 11l3 3M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10z" />)
export const ChevronIcon = icon(<path d="M4 6l4 4 4-4" />)
export const MoreIcon = icon(<path strokeWidth="2.5" d="M3.5 8h.01M8 8h.01M12.5 8h.01" />)
