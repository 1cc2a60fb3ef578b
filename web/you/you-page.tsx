// How the pages look for whoever is signed in, and the way to what they sign in by.
import { type MantineColorScheme, Radio, Stack, useMantineColorScheme } from '@mantine/core'
import { PageHead } from '../parts/page-head.tsx'
import { words } from '../words/words.ts'

const schemes = Object.entries(words.you.schemes) as [MantineColorScheme, string][]

export function YouPage() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  return (
    <>
      <PageHead title={words.you.title} />
      <Stack>
        <section className="panel">
          <Radio.Group
            label={words.you.scheme}
            value={colorScheme}
            onChange={(value) => {
              setColorScheme(value)
            }}
          >
            <Stack gap="xs" mt="xs">
              {schemes.map(([value, label]) => (
                <Radio key={value} value={value} label={label} />
              ))}
            </Stack>
          </Radio.Group>
        </section>
        <section className="panel">
          <a href="/account">{words.you.account}</a>
          <p className="quiet">{words.you.accountHint}</p>
        </section>
      </Stack>
    </>
  )
}
