// A filter that is typed, and whose value is in the address.
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

/**
 * Reports the text once the user pauses. The address overrides what is typed only when its value comes from elsewhere, as by a step back.
 */
export function TypedFilter({ label, placeholder, given, offered = [], onChange }: TypedFilterProps) {
  const listId = useId()
  const [typed, setTyped] = useState(given)
  // The values that were reported, oldest first: they come back through the address while the user may still be typing.
  const reportedValues = useRef<readonly string[]>([given])
  useEffect(() => {
    const place = reportedValues.current.indexOf(given)
    reportedValues.current = place === -1 ? [given] : reportedValues.current.slice(place)
    if (place === -1) setTyped(given)
  }, [given])
  const report = useDebouncedCallback((value: string) => {
    reportedValues.current = [...reportedValues.current, value]
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
          report(value)
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
