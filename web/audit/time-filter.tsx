// The start and end of the period: in the address as UTC, in the fields in the reader's local time.
import { Select, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useSearchParams } from 'react-router'
import { addressNow, withoutPage } from '../parts/page-turns.tsx'
import { auditWords } from '../words/audit-words.ts'

const HOUR_MS = 3_600_000
const LENGTHS = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS, month: 30 * 24 * HOUR_MS } as const
const BETWEEN = 'between'
const isLength = (value: string): value is keyof typeof LENGTHS => Object.hasOwn(LENGTHS, value)

const offered = Object.entries(auditWords.times).map(([value, label]) => ({ value, label }))

export function TimeFilter() {
  const [search, setSearch] = useSearchParams()
  const [from, to] = [search.get('from'), search.get('to')]
  const isChosen = from !== null || to !== null
  const set = (times: Readonly<Record<'from' | 'to', string | null>>, replace = false) => {
    const there = withoutPage(addressNow())
    for (const [name, value] of Object.entries(times))
      if (value === null) there.delete(name)
      else there.set(name, value)
    setSearch(there, { replace })
  }
  return (
    <>
      <Select
        label={auditWords.time}
        data={isChosen ? [...offered, { value: BETWEEN, label: auditWords.between }] : offered}
        value={isChosen ? BETWEEN : 'any'}
        allowDeselect={false}
        onChange={(value) => {
          if (value === 'any') set({ from: null, to: null })
          else if (value !== null && isLength(value)) set({ from: momentsAgo(LENGTHS[value]), to: null })
        }}
      />
      {isChosen && (
        <>
          <Moment
            label={auditWords.from}
            at={from}
            onChange={(at) => {
              set({ from: at, to }, true)
            }}
          />
          <Moment
            label={auditWords.before}
            at={to}
            onChange={(at) => {
              set({ from, to: at }, true)
            }}
          />
        </>
      )}
    </>
  )
}

interface MomentProps {
  readonly label: string
  readonly at: string | null
  readonly onChange: (at: string | null) => void
}

/** A partly typed time has no value: the list keeps its period until the time is complete, or the field is left empty. */
function Moment({ label, at, onChange }: MomentProps) {
  const [given, setGiven] = useState(at)
  const [typed, setTyped] = useState(() => onTheClock(at))
  if (given !== at) {
    setGiven(at)
    setTyped(onTheClock(at))
  }
  return (
    <TextInput
      type="datetime-local"
      label={label}
      value={typed}
      onChange={({ currentTarget: { value } }) => {
        setTyped(value)
        if (value !== '') onChange(new Date(value).toISOString())
      }}
      onBlur={() => {
        if (typed === '' && at !== null) onChange(null)
      }}
    />
  )
}

const MINUTE_MS = 60_000
/** Rounded down to the minute, so that choosing twice within a minute makes the same request. */
const momentsAgo = (ms: number) => new Date(Math.floor((Date.now() - ms) / MINUTE_MS) * MINUTE_MS).toISOString()

/** The value for the field, such as `2026-11-27T10:30`; empty for an invalid time. */
function onTheClock(at: string | null): string {
  const moment = new Date(at ?? '')
  if (Number.isNaN(moment.getTime())) return ''
  const local = new Date(moment.getTime() - moment.getTimezoneOffset() * MINUTE_MS)
  return local.toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length)
}
