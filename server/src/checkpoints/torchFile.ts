import type { ByteFile } from "../bytes/byteFile";
import { Unreadable } from "./pickle/cursor";
import { countBytes, type Effort } from "./pickle/effort";
import { MOST_STEPS, readPickle } from "./pickle/read";
import type { PickleValue } from "./pickle/value";
import { isZip, openTorchZip } from "./torchZip";

/** What `torch.save` wrote, without the numbers of its tensors. */
export interface TorchFile {
  readonly value: PickleValue;
  /** The name without ending that the file had when it was saved; undefined where the format keeps none. */
  readonly savedAs?: string;
  /** The first record whose checksum does not fit. */
  readonly damaged?: string;
  /** Whether checksums were compared. */
  readonly isVerified: boolean;
}

/** The objects, without numbers, of the largest models take some hundred kilobytes. */
const LONGEST_PICKLE = 16_000_000;

/** Those of a layer take a few thousand; the numbers that follow in old files are not read. */
const USUAL_PICKLE = 65_536;

/**
 * Reads a file of `torch.save`, today's zip or the form before torch 1.6; numbers of tensors are read only to compare
 * checksums, of a file with `verified` bytes at most.
 * @throws Error for what torch could not read either, TooLarge for what has more than any checkpoint.
 */
export async function readTorchFile(
  file: ByteFile,
  verified: number,
  effort: Effort = { left: MOST_STEPS },
): Promise<TorchFile> {
  if (file.size === 0) throw new Unreadable("the file is empty");
  if (isZip(await file.read(0, 4))) {
    const zip = await openTorchZip(file, effort);
    const bytes = await zip.pickle(LONGEST_PICKLE);
    const check = await zip.verify(verified);
    // Last of all: nobody waits for a disk with all of its objects in memory.
    const { value } = readPickle(bytes, 0, effort);
    return { value, savedAs: zip.name, ...check };
  }
  return { value: await legacyValue(file, effort), isVerified: false };
}

/** The number that `torch.save` writes first (torch/serialization.py:MAGIC_NUMBER). */
const LEGACY_MAGIC = 0x1950a86a20f9469cfc6cn;

/** Before torch 1.6: magic number, protocol and machine, each a pickle, then the object and the tensors' numbers. */
async function legacyValue(file: ByteFile, effort: Effort): Promise<PickleValue> {
  const start = counted(await file.read(0, USUAL_PICKLE), effort);
  try {
    return legacyValueIn(start, effort);
  } catch (error) {
    if (!(error instanceof Unreadable) || start.length < USUAL_PICKLE) throw error;
    return legacyValueIn(counted(await file.read(0, LONGEST_PICKLE), effort), effort);
  }
}

function legacyValueIn(bytes: Uint8Array, effort: Effort): PickleValue {
  const magic = readPickle(bytes, 0, effort);
  if (magic.value !== LEGACY_MAGIC) throw new Unreadable("no file of torch.save");
  const { end: protocolEnd } = readPickle(bytes, magic.end, effort);
  const { end: machineEnd } = readPickle(bytes, protocolEnd, effort);
  return readPickle(bytes, machineEnd, effort).value;
}

function counted(bytes: Uint8Array, effort: Effort): Uint8Array {
  countBytes(effort, bytes.length);
  return bytes;
}
