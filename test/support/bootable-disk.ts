// A disk that a PC boots, assembled byte by byte: the smallest possible machine image. On its first start, which is the one during the
// build, it writes its text into its second sector; on later starts it writes that sector's content to the serial port. Then it powers off.

const SECTOR = 512
/** Where a BIOS loads the first sector, and where the program loads the second one. */
const [START, READ_TO] = [0x7c00, 0x7e00]
/** A BIOS finds no cylinders on a smaller disk. */
const SIZE = 1024 * 1024

const word = (value: number): readonly number[] => [value & 0xff, value >> 8]

/** Code for an 8086 in real mode. The BIOS has left the number of the drive in DL. */
function program(text: Buffer): Buffer {
  /** Calls int 13h for the second sector: operation 2 reads, 3 writes. */
  const disk = (operation: number) => [
    ...[0xbb, ...word(READ_TO)], // mov bx, READ_TO
    ...[0xb8, 0x01, operation], // mov ax, one sector
    ...[0xb9, 0x02, 0x00], // mov cx, cylinder 0, sector 2
    ...[0xb6, 0x00], // mov dh, head 0
    ...[0xcd, 0x13], // int 13h
  ]
  const powerOff = [
    ...[0xba, ...word(0x604)], // mov dx, the ACPI control port of QEMU's PC
    ...[0xb8, ...word(0x2000)], // mov ax, sleep: soft off
    0xef, // out dx, ax
    ...[0xf4, 0xeb, 0xfd], // hlt, for ever
  ]
  const print = [
    ...[0xba, ...word(0x3f8)], // mov dx, the first serial port
    ...[0xac, 0x84, 0xc0], // lodsb; test al, al
    ...[0x74, 0x03], // jz past the loop
    ...[0xee, 0xeb, 0xf8], // out dx, al; again
  ]
  const write = (at: number) => [
    ...[0xbe, ...word(at)], // mov si, the text
    ...[0xbf, ...word(READ_TO)], // mov di, READ_TO
    ...[0xb9, ...word(text.length)], // mov cx
    ...[0xf3, 0xa4], // rep movsb
    ...disk(3),
    ...[0xeb, print.length], // jmp past print
  ]
  const before = [
    ...[0x31, 0xc0, 0x8e, 0xd8, 0x8e, 0xc0, 0xfc], // ds and es are 0; cld
    ...disk(2),
    ...[0xbe, ...word(READ_TO)], // mov si, READ_TO
    ...[0x80, 0x3c, 0x00], // cmp byte [si], 0
    ...[0x75, write(0).length], // jne print
  ]
  const length = before.length + write(0).length + print.length + powerOff.length
  return Buffer.concat([Buffer.from([...before, ...write(START + length), ...print, ...powerOff]), text])
}

/** A disk that has not been started yet. The text is one line of ASCII. */
export function bootableDisk(line: string): Buffer {
  const code = program(Buffer.from(`${line}\r\n\0`, 'ascii'))
  if (code.length > SECTOR - 2) throw new Error(`${line} is too long for a boot sector`)
  const disk = Buffer.alloc(SIZE)
  code.copy(disk)
  disk.writeUInt16LE(0xaa55, SECTOR - 2)
  return disk
}
