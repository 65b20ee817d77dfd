/** Why a patch cannot be made or applied. `message` is a sentence for a person. */
export interface PatchRefusal {
  readonly code:
    /** An edit reaches outside the text, ends before it starts, or cuts a surrogate pair. */
    | 'EDIT_OUT_OF_RANGE'
    | 'EDITS_OVERLAP'
    /** The file that the patch was made from is gone. */
    | 'BASE_MISSING'
    /** The file's bytes are not those that the patch was made from. */
    | 'BASE_CHANGED'
    /** A file stands where the patch wants to create or move one. */
    | 'PATH_EXISTS'
    /** The patch names one path twice, or its change and fields contradict each other. */
    | 'MALFORMED'
    /** The edits do not give the bytes that the patch promises. */
    | 'RESULT_MISMATCH'
    /** A hunk that the patch does not have. */
    | 'UNKNOWN_HUNK';
  readonly path: string;
  readonly message: string;
}

/** Thrown where a refusal can only come from a mistake in the program, such as a recipe with overlapping edits. */
export class PatchFault extends Error {
  readonly refusal: PatchRefusal;

  constructor(refusal: PatchRefusal) {
    super(`${refusal.code}: ${refusal.path}: ${refusal.message}`);
    this.name = 'PatchFault';
    this.refusal = refusal;
  }
}
