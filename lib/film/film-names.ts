const FILM = /\.(mp4|m4v|mov|qt|webm|mkv)$/i;

/** Whether a file is taken for a film, by its name or path. */
export function looksLikeFilm(name: string): boolean {
  return FILM.test(name);
}
