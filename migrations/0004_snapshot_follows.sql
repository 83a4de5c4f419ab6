-- A snapshot goes in the moment its dossier is written to: that it is there says that it is up to date.
-- triggers + snapshot_of_version snapshot_of_object snapshot_without_version snapshot_without_object
-- rows snapshot any
DELETE FROM `snapshot` WHERE `mark` IS NOT (
	(SELECT count(*) || '/' || coalesce(max(v.rowid), 0)
		FROM `item` i JOIN `item_version` v ON v.row = i.row WHERE i.dossier = `snapshot`.`dossier`)
	|| ' ' ||
	(SELECT count(*) || '/' || coalesce(max(o.rowid), 0)
		FROM `object` o WHERE o.dossier = `snapshot`.`dossier`)
);
