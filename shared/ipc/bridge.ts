import type { Result } from '../model/errors.ts';
import type { JobId } from '../model/ids.ts';
import type { Marking } from '../model/marking.ts';
import type { ChannelName, Contract, Input, Output } from './contract.ts';
import type { Sealed } from './contract/evidence.ts';
import type { JobView } from './contract/work.ts';

/** A change that other views may want to reload; carries ids only. */
export interface Changed {
  what: 'session' | 'dossiers' | 'dossier' | 'jobs' | 'settings' | 'calendar' | 'people';
  dossier?: string;
}

type PageChannel = {
  [N in ChannelName]: Contract[N] extends { surface: 'preload' } ? never : N;
}[ChannelName];

type Noun<N extends string> = N extends `${infer A}.${string}` ? A : never;
type Verb<N extends string, A extends string> = N extends `${A}.${infer B}` ? B : never;

/** What the page sees as `window.juanzong`: one named function a channel, and three besides. */
export type Bridge = {
  [A in Noun<PageChannel>]: {
    [B in Verb<PageChannel, A>]: (
      ...args: Record<string, never> extends Input<Extract<`${A}.${B}`, ChannelName>>
        ? [input?: Input<Extract<`${A}.${B}`, ChannelName>>, options?: { job?: string }]
        : [input: Input<Extract<`${A}.${B}`, ChannelName>>, options?: { job?: string }]
    ) => Promise<Result<Output<Extract<`${A}.${B}`, ChannelName>>>>;
  };
} & {
  /** Seals dropped or pasted files into a dossier; the only way in besides main's dialog. */
  drop(
    files: File[],
    to: { dossier: string; job: JobId | string; marking?: Marking | undefined },
  ): Promise<Result<Sealed>>;
  onChanged(listener: (change: Changed) => void): () => void;
  onProgress(listener: (job: JobView) => void): () => void;
};

/** The page's File, known here only by what the bridge needs of it. */
interface File {
  readonly name: string;
  readonly size: number;
  slice(start?: number, end?: number): { arrayBuffer(): Promise<ArrayBuffer> };
}
