-- An unlock opens thousands of dossiers: keys opened once under the account's own key, records in one piece.
-- tables + own_key snapshot
-- triggers + dossier_key_gone own_key_of_wrap
CREATE TABLE `own_key` (
	`dossier` text NOT NULL,
	`epoch` integer NOT NULL,
	`account` text NOT NULL,
	`sealed` blob NOT NULL,
	PRIMARY KEY(`dossier`, `epoch`, `account`),
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE TABLE `snapshot` (
	`dossier` text PRIMARY KEY NOT NULL,
	`epoch` integer NOT NULL,
	`mark` text NOT NULL,
	`sealed` blob NOT NULL,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action
);
