-- Recall (收回, E-07): what was taken back stays told; the rows that went with it may be deleted.
-- tables + recall recalled
-- triggers + recall_fixed recall_kept recalled_fixed recalled_kept recall_no_key recall_no_object
CREATE TABLE `recall` (
	`id` text PRIMARY KEY NOT NULL,
	`dossier` text NOT NULL,
	`scope` text NOT NULL,
	`account` text NOT NULL,
	`at` text NOT NULL,
	`epoch` integer NOT NULL,
	`sealed` blob NOT NULL,
	FOREIGN KEY (`dossier`) REFERENCES `dossier`(`id`) ON UPDATE no action ON DELETE no action,
	CONSTRAINT "recall_scope" CHECK("recall"."scope" in ('dossier', 'object'))
);
--> statement-breakpoint
CREATE INDEX `recall_dossier` ON `recall` (`dossier`);--> statement-breakpoint
CREATE TABLE `recalled` (
	`row` text PRIMARY KEY NOT NULL,
	`recall` text NOT NULL,
	FOREIGN KEY (`recall`) REFERENCES `recall`(`id`) ON UPDATE no action ON DELETE no action
);
