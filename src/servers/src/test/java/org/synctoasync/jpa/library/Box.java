package org.synctoasync.jpa.library;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapKeyColumn;
import jakarta.persistence.OneToOne;
import jakarta.persistence.Table;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An entity with associations that cannot be loaded for many rows at once. */
@Entity
@Table(name = "lib_box")
public class Box {
    @Id
    private Long id;

    @ElementCollection
    @CollectionTable(name = "lib_box_label", joinColumns = @JoinColumn(name = "box_id"))
    @MapKeyColumn(name = "place")
    @Column(name = "label")
    private Map<String, String> labels = new TreeMap<>();

    @Embedded
    private Origin origin;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "owner_id")
    private Person owner;

    @OneToOne
    @JoinColumn(name = "seal_id")
    private Seal seal;

    public Long getId() {
        return id;
    }

    public List<String> getLabels() {
        return List.copyOf(labels.values());
    }

    public Origin getOrigin() {
        return origin;
    }

    public String getOwner() {
        return owner.getName();
    }

    public Seal getSeal() {
        return seal;
    }
}
