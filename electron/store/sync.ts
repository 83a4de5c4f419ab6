import { closeSync, fsyncSync, openSync } from 'node:fs';
import { dirname } from 'node:path';

/** Makes the bytes of a file durable. */
export function sync(path: string, flags = 'r+'): void {
  const descriptor = openSync(path, flags);
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** The name must survive a power cut as well as the bytes; Windows cannot open a directory and needs it not. */
export function syncDirectory(file: string): void {
  if (process.platform !== 'win32') sync(dirname(file), 'r');
}
