// A part of the address that is typed.
import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useEffect, useId, useRef, useState } from 'react'
import { SearchIcon } from './icons.tsx'

const AFTER_TYPING_MS = 250

interface TypedFilterProps {
  readonly label: string
  readonly placeholder?: string
  readonly given: string
  readonly offered?: readonly string[]
  readonly onChange: (value: string) => void
}

/** Asks once somebody pauses. What the address says goes before what is typed only where it comes from elsewhere, as by a step back. */
export function TypedFilter({ label, placeholder, given, offered = [], onChange }: TypedFilterProps) {
  const listId = useId()
  const [typed, setTyped] = useState(given)
  // What was told, the oldest first: it comes back by the address while somebody may be typing on.
  const told = useRef<readonly string[]>([given])
  useEffect(() => {
    const place = told.current.indexOf(given)
    told.current = place === -1 ? [given] : told.current.slice(place)
    if (place === -1) setTyped(given)
  }, [given])
  const tell = useDebouncedCallback((value: string) => {
    told.current = [...told.current, value]
    onChange(value)
  }, AFTER_TYPING_MS)
  return (
    <>
      <TextInput
        label={label}
        {...(placeholder !== undefined && { placeholder })}
        {...(offered.length > 0 && { list: listId })}
        leftSection={<SearchIcon />}
        value={typed}
        onChange={({ currentTarget: { value } }) => {
          setTyped(value)
          tell(value)
        }}
      />
      {offered.length > 0 && (
        <datalist id={listId}>
          {offered.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </>
  )
}
